package dev.ambi.tests.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Makes cases from the lines of a recording, and keeps the buffers that they refer to. */
final class CaseParser {

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "module",
          "function",
          "args",
          "kwargs",
          "on",
          "result",
          "error",
          "after",
          "leaks",
          "warnings",
          "slow",
          "nan_order");

  private final List<byte[]> buffers = new ArrayList<>();

  static Recording recording(JsonNode header) {
    return new Recording(
        header.required("wheel").textValue(),
        header.required("sha256").textValue(),
        header.required("version").textValue(),
        header.required("python").textValue(),
        texts(header.required("numpy")),
        entries(header.required("functions"), CaseParser::texts));
  }

  /** The case of a line, or null for one that adds a buffer. */
  Case parse(JsonNode line) {
    if (line.has("buffer")) {
      if (line.get("buffer").asInt() != buffers.size()) {
        throw new IllegalArgumentException("buffers are numbered in order");
      }
      buffers.add(base64(line.required("data")));
      return null;
    }
    line.fieldNames().forEachRemaining(CaseParser::requireKnown);
    Map<Integer, byte[]> after = new LinkedHashMap<>();
    line.path("after")
        .properties()
        .forEach(e -> after.put(Integer.valueOf(e.getKey()), buffer(e.getValue())));
    return new Case(
        line.required("id").textValue(),
        line.required("module").textValue(),
        line.required("function").textValue(),
        values(line.required("args")),
        entries(line.path("kwargs"), this::value),
        texts(line.required("on")),
        outcome(line),
        after,
        leaks(line.path("leaks")),
        list(line.path("warnings"), w -> w.required(0).textValue() + ": " + w.get(1).textValue()),
        line.path("slow").asBoolean(),
        line.path("nan_order").asBoolean());
  }

  private static void requireKnown(String key) {
    if (!KEYS.contains(key)) {
      throw new IllegalArgumentException("an unknown key: " + key);
    }
  }

  private Outcome outcome(JsonNode line) {
    if (line.has("error")) {
      JsonNode error = line.get("error");
      return new Outcome.Raised(
          error.required("type").textValue(), error.required("message").textValue());
    }
    JsonNode result = line.required("result");
    return result.has("same")
        ? new Outcome.ReturnedArgument(result.get("same").intValue())
        : new Outcome.Returned(value(result));
  }

  private static Leaks leaks(JsonNode node) {
    return node.isMissingNode()
        ? Leaks.NONE
        : new Leaks(
            node.required("objects").intValue(),
            list(node.required("references"), JsonNode::intValue));
  }

  private List<PyValue> values(JsonNode node) {
    return list(node, this::value);
  }

  private PyValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> new PyValue.None();
      case BOOLEAN -> new PyValue.Bool(node.booleanValue());
      case NUMBER -> new PyValue.Int(node.bigIntegerValue());
      case STRING -> new PyValue.Text(node.textValue());
      case OBJECT -> {
        Map.Entry<String, JsonNode> entry = node.properties().iterator().next();
        yield tagged(entry.getKey(), entry.getValue());
      }
      default -> throw new IllegalArgumentException("not a value: " + node);
    };
  }

  private PyValue tagged(String tag, JsonNode node) {
    return switch (tag) {
      case "float" -> pyFloat(node);
      case "complex" -> new PyValue.ComplexNumber(pyFloat(node.required(0)), pyFloat(node.get(1)));
      case "bytes" -> new PyValue.Bytes(base64(node));
      case "list" -> new PyValue.ListOf(values(node));
      case "tuple" -> new PyValue.TupleOf(values(node));
      case "dict" ->
          new PyValue.DictOf(list(node, e -> Map.entry(value(e.required(0)), value(e.get(1)))));
      case "scalar" ->
          new PyValue.Scalar(
              node.required("dtype").textValue(),
              HexFormat.of().parseHex(node.required("data").textValue()));
      case "opaque" ->
          new PyValue.Opaque(node.required(0).textValue(), node.required(1).textValue());
      case "call" ->
          new PyValue.Made(node.required("function").textValue(), values(node.required("args")));
      case "foreign" ->
          new PyValue.Foreign(
              node.required("dtype").textValue(),
              list(node.required("shape"), JsonNode::longValue),
              texts(node.required("items")));
      case "array" ->
          new ArrayValue(
              node.required("dtype").textValue(),
              longs(node.required("shape")),
              longs(node.required("strides")),
              node.required("offset").longValue(),
              buffer(node.required("buffer")));
      default -> throw new IllegalArgumentException("an unknown kind of value: " + tag);
    };
  }

  private static PyValue.Float pyFloat(JsonNode node) {
    return new PyValue.Float(HexFormat.fromHexDigitsToLong(node.textValue()));
  }

  private byte[] buffer(JsonNode number) {
    return buffers.get(number.intValue());
  }

  private static byte[] base64(JsonNode node) {
    return Base64.getDecoder().decode(node.textValue());
  }

  private static long[] longs(JsonNode node) {
    return node.valueStream().mapToLong(JsonNode::longValue).toArray();
  }

  private static List<String> texts(JsonNode node) {
    return list(node, JsonNode::textValue);
  }

  private static <T> List<T> list(JsonNode node, Function<JsonNode, T> parse) {
    return node.valueStream().map(parse).toList();
  }

  private static <T> Map<String, T> entries(JsonNode node, Function<JsonNode, T> parse) {
    Map<String, T> map = new LinkedHashMap<>();
    node.properties().forEach(e -> map.put(e.getKey(), parse.apply(e.getValue())));
    return map;
  }
}
