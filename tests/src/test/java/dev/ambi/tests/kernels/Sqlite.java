package dev.ambi.tests.kernels;

import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Length;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.bridge.kernel.Out;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A database of SQLite, and tables as arrays. {@code Library.find("sqlite3")} has it. Not safe for
 * use by several threads at once.
 */
final class Sqlite implements AutoCloseable {
  /** The C functions; {@code sqlite3 *} and {@code sqlite3_stmt *} are pointers like others. */
  interface C {
    int ROW = 100;
    int DONE = 101;
    int INTEGER = 1;
    int FLOAT = 2;

    int sqlite3_open(String name, @Out MemorySegment[] db);

    int sqlite3_close_v2(MemorySegment db);

    String sqlite3_errmsg(MemorySegment db);

    int sqlite3_exec(
        MemorySegment db,
        String sql,
        Row callback,
        MemorySegment argument,
        @Out MemorySegment[] message);

    int sqlite3_prepare_v2(
        MemorySegment db,
        String sql,
        int bytes,
        @Out MemorySegment[] statement,
        @Out MemorySegment[] tail);

    int sqlite3_bind_double(MemorySegment statement, int index, double value);

    int sqlite3_bind_int64(MemorySegment statement, int index, long value);

    int sqlite3_bind_text(
        MemorySegment statement, int index, String text, int bytes, MemorySegment destructor);

    int sqlite3_step(MemorySegment statement);

    int sqlite3_reset(MemorySegment statement);

    int sqlite3_finalize(MemorySegment statement);

    int sqlite3_column_count(MemorySegment statement);

    String sqlite3_column_name(MemorySegment statement, int column);

    int sqlite3_column_type(MemorySegment statement, int column);

    long sqlite3_column_int64(MemorySegment statement, int column);

    double sqlite3_column_double(MemorySegment statement, int column);

    String sqlite3_column_text(MemorySegment statement, int column);

    void sqlite3_free(MemorySegment memory);
  }

  /** {@code int (*)(void *, int, char **, char **)}. */
  @FunctionalInterface
  interface Row {
    int accept(
        MemorySegment argument,
        int columns,
        @In @Length("columns") String[] values,
        @In @Length("columns") String[] names);
  }

  /** Says to SQLite that it has to copy a text, which is here for the time of the call only. */
  private static final MemorySegment TRANSIENT = MemorySegment.ofAddress(-1);

  private final C c;
  private MemorySegment db;

  Sqlite(Library library, String name) {
    this.c = Kernels.bind(C.class, library);
    MemorySegment[] opened = new MemorySegment[1];
    int status = c.sqlite3_open(name, opened);
    this.db = opened[0];
    if (status != 0) {
      String reason = c.sqlite3_errmsg(db);
      close();
      throw new IllegalArgumentException(name + ": " + reason);
    }
  }

  /** Runs statements; gives the rows as SQLite writes them, null for NULL. */
  List<List<String>> execute(String sql) {
    List<List<String>> rows = new ArrayList<>();
    MemorySegment[] message = new MemorySegment[1];
    int status =
        c.sqlite3_exec(
            db,
            sql,
            (_, _, values, _) -> {
              rows.add(Arrays.asList(values));
              return 0;
            },
            MemorySegment.NULL,
            message);
    if (status != 0) {
      // The text is ours, and SQLite's to free.
      String reason = Kernels.text(message[0]);
      c.sqlite3_free(message[0]);
      throw new IllegalArgumentException(sql + ": " + reason);
    }
    return rows;
  }

  /** Runs a statement for each element of the arrays, which are its parameters in their order. */
  void insert(String sql, NDArray... columns) {
    MemorySegment statement = prepare(sql);
    try {
      for (long row = 0; row < columns[0].shape(0); row++) {
        for (int i = 0; i < columns.length; i++) {
          check(bind(statement, i + 1, columns[i], row));
        }
        if (c.sqlite3_step(statement) != C.DONE) {
          throw failed();
        }
        check(c.sqlite3_reset(statement));
      }
    } finally {
      c.sqlite3_finalize(statement);
    }
  }

  private int bind(MemorySegment statement, int parameter, NDArray column, long row) {
    DType dtype = column.dtype();
    if (dtype.isNumeric()) {
      return dtype.id().isFloat()
          ? c.sqlite3_bind_double(statement, parameter, column.getDouble(row))
          : c.sqlite3_bind_int64(statement, parameter, column.getLong(row));
    }
    return c.sqlite3_bind_text(statement, parameter, column.getString(row), -1, TRANSIENT);
  }

  /** What a query gives: int64, float64 or text for each column, as its first row has it. */
  SequencedMap<String, NDArray> query(String sql) {
    MemorySegment statement = prepare(sql);
    try {
      int n = c.sqlite3_column_count(statement);
      List<List<Object>> columns = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        columns.add(new ArrayList<>());
      }
      int status;
      while ((status = c.sqlite3_step(statement)) == C.ROW) {
        for (int i = 0; i < n; i++) {
          columns.get(i).add(value(statement, i));
        }
      }
      if (status != C.DONE) {
        throw failed();
      }
      SequencedMap<String, NDArray> table = new LinkedHashMap<>();
      for (int i = 0; i < n; i++) {
        table.put(c.sqlite3_column_name(statement, i), array(columns.get(i)));
      }
      return table;
    } finally {
      c.sqlite3_finalize(statement);
    }
  }

  private Object value(MemorySegment statement, int column) {
    return switch (c.sqlite3_column_type(statement, column)) {
      case C.INTEGER -> c.sqlite3_column_int64(statement, column);
      case C.FLOAT -> c.sqlite3_column_double(statement, column);
      default -> String.valueOf(c.sqlite3_column_text(statement, column));
    };
  }

  private static NDArray array(List<Object> values) {
    return switch (values.isEmpty() ? 0.0 : values.getFirst()) {
      case Long _ -> NDArray.of(values.stream().mapToLong(v -> ((Number) v).longValue()));
      case Double _ -> NDArray.of(values.stream().mapToDouble(v -> ((Number) v).doubleValue()));
      default -> NDArray.of(values.toArray(String[]::new));
    };
  }

  private MemorySegment prepare(String sql) {
    MemorySegment[] statement = new MemorySegment[1];
    check(c.sqlite3_prepare_v2(db, sql, -1, statement, null));
    return statement[0];
  }

  private void check(int status) {
    if (status != 0) {
      throw failed();
    }
  }

  private IllegalArgumentException failed() {
    return new IllegalArgumentException(c.sqlite3_errmsg(db));
  }

  @Override
  public void close() {
    c.sqlite3_close_v2(db);
    db = MemorySegment.NULL;
  }
}
