package dev.ambi.tests.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.core.NDArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays go into a table and come out of it. */
class SqliteTest {
  private static Library library;

  @BeforeAll
  static void find() {
    try {
      library = Library.find("sqlite3");
    } catch (KernelLinkException e) {
      Assumptions.abort("SQLite was NOT tested: " + e.getMessage());
    }
  }

  @Test
  void aTableOfArrays() {
    try (Sqlite db = new Sqlite(library, ":memory:")) {
      db.execute("create table stars (name text, planets integer, distance real)");
      db.insert(
          "insert into stars values (?, ?, ?)",
          NDArray.of(new String[] {"Sol", "Trappist-1", "Černý"}),
          NDArray.of(new long[] {8, 7, 1L << 40}),
          NDArray.of(new double[] {0, 40.66, 1e300}));
      assertThat(db.execute("select name, planets, null from stars where distance < 50"))
          .isEqualTo(
              List.of(Arrays.asList("Sol", "8", null), Arrays.asList("Trappist-1", "7", null)));
      SequencedMap<String, NDArray> stars = db.query("select * from stars order by planets");
      assertThat(stars.sequencedKeySet()).containsExactly("name", "planets", "distance");
      assertThat(stars.get("name").toStringArray()).containsExactly("Trappist-1", "Sol", "Černý");
      assertThat(stars.get("planets").toLongArray()).containsExactly(7, 8, 1L << 40);
      assertThat(stars.get("distance").toDoubleArray()).containsExactly(40.66, 0, 1e300);
      assertThat(db.query("select * from stars where planets > 1e20").get("name").size()).isZero();
    }
  }

  @Test
  void manyRows() {
    try (Sqlite db = new Sqlite(library, ":memory:")) {
      NDArray x = NDArray.linspace(0, 1, 1001);
      db.execute("create table t (x real); begin");
      db.insert("insert into t values (?)", x);
      db.execute("commit");
      assertThat(db.query("select x from t").get("x")).isEqualTo(x);
    }
  }

  @Test
  void errors(@TempDir Path directory) {
    try (Sqlite db = new Sqlite(library, ":memory:")) {
      assertThatThrownBy(() -> db.execute("selct 1"))
          .hasMessage("selct 1: near \"selct\": syntax error");
      assertThatThrownBy(() -> db.query("select * from nowhere"))
          .hasMessage("no such table: nowhere");
      db.execute("create table t (x integer primary key)");
      NDArray twice = NDArray.of(new long[] {5, 5});
      assertThatThrownBy(() -> db.insert("insert into t values (?)", twice))
          .hasMessage("UNIQUE constraint failed: t.x");
    }
    String missing = directory.resolve("no/such/file").toString();
    assertThatThrownBy(() -> new Sqlite(library, missing))
        .hasMessage(missing + ": unable to open database file");
  }
}
