package dev.ambi.bridge.layout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The structs of one release of NumPy or CPython. Immutable; made by {@link Layouts}. */
public final class LayoutSet {
  private final String product;
  private final FactsFile facts;
  private final FactsFile.Release release;
  private final LayoutSet base;
  private final Map<String, StructFacts> structs = new ConcurrentHashMap<>();

  LayoutSet(String product, FactsFile facts, FactsFile.Release release, LayoutSet base) {
    this.product = product;
    this.facts = facts;
    this.release = release;
    this.base = base;
  }

  /** {@return the release as its users name it: {@code "1.26"}} */
  public String release() {
    return release.name();
  }

  /** {@return the patch release whose headers were measured: {@code "1.26.4"}} */
  public String measured() {
    return release.measured();
  }

  /** {@return constants of the release's headers by their names in C, as {@code NPY_MAXDIMS}} */
  public Map<String, Long> constants() {
    return Map.copyOf(release.constants());
  }

  /** {@return the names of the structs, in alphabetical order} */
  public List<String> names() {
    return facts.names(release);
  }

  /**
   * Whether this release has a struct of that name.
   *
   * @param name as for {@link #struct}
   * @return whether {@link #struct} would find it
   */
  public boolean has(String name) {
    return find(name) != null;
  }

  /**
   * The struct of that name.
   *
   * @param name its typedef, or its tag where it has no typedef
   * @return its facts, the same object each time
   * @throws IllegalArgumentException where this release has none; tells the releases that have, or
   *     lists what there is
   */
  public StructFacts struct(String name) {
    StructFacts found = find(name);
    if (found == null) {
      throw new IllegalArgumentException(missing(name));
    }
    return found;
  }

  private String missing(String name) {
    List<FactsFile.Shape> elsewhere =
        facts.shapes(name).stream().filter(s -> s.naming() != FactsFile.Naming.MEMBER).toList();
    if (elsewhere.isEmpty()) {
      return "%s has no struct %s; it has %s".formatted(this, name, String.join(", ", names()));
    }
    return "%s has no struct %s; it is in %s"
        .formatted(
            this,
            name,
            elsewhere.stream().map(LayoutSet::releasesOf).collect(Collectors.joining(", ")));
  }

  private static String releasesOf(FactsFile.Shape shape) {
    String first = shape.first().name();
    return shape.first().equals(shape.last()) ? first : first + " to " + shape.last().name();
  }

  private StructFacts find(String name) {
    StructFacts found = type(name);
    return found == null || found.naming() == FactsFile.Naming.MEMBER ? null : found;
  }

  /** The struct, or the type of a field as {@code STRUCT.FIELD}; null for none. */
  StructFacts type(String name) {
    StructFacts known = structs.get(name);
    if (known != null) {
      return known;
    }
    for (FactsFile.Shape shape : facts.shapes(name)) {
      if (shape.isIn(release)) {
        StructFacts made = new StructFacts(this, shape, facts.fields(shape));
        StructFacts other = structs.putIfAbsent(name, made);
        return other == null ? made : other;
      }
    }
    return base == null ? null : base.type(name);
  }

  /** The kind of a scalar type; null for none. */
  CKind kind(String cType) {
    CKind kind = facts.kind(cType);
    return kind == null && base != null ? base.kind(cType) : kind;
  }

  /** Product and release, as {@code "NumPy 1.26"}. */
  @Override
  public String toString() {
    return product + " " + release.name();
  }
}
