package dev.ambi.cli.bind.golden;

import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.Callback;
import dev.ambi.bridge.kernel.Critical;
import dev.ambi.bridge.kernel.Errno;
import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.InOut;
import dev.ambi.bridge.kernel.Kernels;
import dev.ambi.bridge.kernel.Length;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.bridge.kernel.Name;
import dev.ambi.bridge.kernel.Out;
import dev.ambi.bridge.kernel.Symbol;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The functions of {@code everything.h}, as {@code ambi bind} reads it. */
public interface Everything {
  /** {@return the functions of the library that the linker finds as {@code -leverything}} */
  static Everything load() {
    return Kernels.bind(MethodHandles.lookup(), Everything.class, Library.find("everything"));
  }

  // ev_kind
  int EV_FIRST = 0;
  int EV_SECOND = 1;
  int EV_TENTH = 10;
  int EV_NEXT = 11;
  int EV_NEGATIVE = -10;

  // enum ev_wide
  long EV_WIDEST = 1099511627776L;

  // Macros
  String EV_VERSION = "1.2-ä\t\"x\"";
  int EV_FLAG = 17;

  /** 4294967295 in C */
  int EV_ALL = -1;

  long EV_BIG = 9223372036854775807L;

  /** 18446744073709551615 in C */
  long EV_HUGE = -1L;

  int EV_LETTER = 97;
  float EV_HALF = 0.5f;
  double EV_TINY = -0.001;
  long EV_SIZE = 24L;
  int EV_CAST = 255;
  int Kernels_ = 3;

  /** {@code double _Complex} */
  record complex_double(double re, double im) {}

  /** {@code float _Complex} */
  record complex_float(float re, float im) {}

  /** {@code ev_vec3} */
  record ev_vec3(double x, double y, double z) {}

  /** {@code ev_mixed_in} */
  record ev_mixed_in(short a, long id) {}

  /** {@code struct ev_mixed} */
  record ev_mixed(
      byte tag,
      ev_vec3 at,
      @Length("6") float[] w,
      MemorySegment class_,
      boolean ok,
      @Length("3") byte[] flags,
      int kind,
      ev_mixed_in in,
      @Length("2") long[] ptrs,
      char last) {}

  /** {@code ev_cloud_pairs} */
  record ev_cloud_pairs(short a, short b) {}

  /** {@code struct ev_cloud} */
  record ev_cloud(
      byte n,
      @Length("3") ev_vec3[] p,
      @Length("16") byte[] name,
      @Length("4") ev_cloud_pairs[] pairs,
      @Length("2") complex_double[] z) {}

  /** {@code ev_variant_in} */
  record ev_variant_in(short s, @Length(value = "16", alignment = 8) byte[] more) {}

  /** {@code struct ev_variant} */
  record ev_variant(int kind, @Length(value = "8", alignment = 8) byte[] u, ev_variant_in in) {}

  /** What {@code ev_integrate_f} points to. */
  @FunctionalInterface
  interface ev_integrate_f {
    double call(double x, MemorySegment data);
  }

  /** {@code ev_logger} */
  @FunctionalInterface
  interface ev_logger {
    void call(String text, int level);
  }

  /** {@code ev_compare} */
  @FunctionalInterface
  interface ev_compare {
    int call(MemorySegment a, MemorySegment b);
  }

  /** {@code ev_fold} */
  @FunctionalInterface
  interface ev_fold {
    int call(int a, int b);
  }

  /** {@code _Bool ev_both(_Bool a, _Bool b)} */
  boolean ev_both(boolean a, boolean b);

  /**
   * {@code char ev_char(char c, signed char s, unsigned char u)}
   *
   * <p>Unsigned in C: u.
   */
  byte ev_char(byte c, byte s, byte u);

  /** {@code short ev_short(short s, unsigned short u)} */
  short ev_short(short s, char u);

  /**
   * {@code unsigned ev_unsigned(unsigned int a, uint32_t b)}
   *
   * <p>Unsigned in C: the result, a, b.
   */
  int ev_unsigned(int a, int b);

  /**
   * {@code unsigned long int ev_long_of(long a, size_t b, ev_long c, ev_id d)}
   *
   * <p>Unsigned in C: the result, b, d.
   */
  long ev_long_of(long a, long b, long c, long d);

  /** {@code float ev_float(float x)} */
  float ev_float(float x);

  /**
   * {@code double ev_sum(size_t n, ev_input x)}
   *
   * <p>Unsigned in C: n.
   */
  @Critical
  double ev_sum(long n, @In @Array(dtype = "float64") NDArray x);

  /** {@code void ev_scale(int n, double factor, double *restrict x)} */
  void ev_scale(int n, double factor, @InOut @Array(dtype = "float64") NDArray x);

  /**
   * {@code void ev_matmul(int m, int k, const float a[m][k], float row[static 3], float b[m * 2])}
   */
  void ev_matmul(
      @Name("m") int m,
      @Name("k") int k,
      @In @Array(dtype = "float32", size = "m * k") NDArray a,
      @InOut @Array(dtype = "float32", size = "3") NDArray row,
      @InOut @Array(dtype = "float32", size = "m * 2") NDArray b);

  /** {@code void ev_halves(int n, float x[n / 2])} */
  void ev_halves(@Name("n") int n, @InOut @Array(dtype = "float32", size = "n / 2") NDArray x);

  /**
   * {@code void ev_bytes(const uint8_t *in, unsigned char *out, size_t n)}
   *
   * <p>Unsigned in C: n.
   */
  void ev_bytes(
      @In @Array(dtype = "uint8") NDArray in, @InOut @Array(dtype = "uint8") NDArray out, long n);

  /** {@code void ev_conjugate(double _Complex *x, int n)} */
  void ev_conjugate(@InOut @Array(dtype = "complex128", nullable = true) NDArray x, int n);

  /** {@code double _Complex ev_times_i(double _Complex x)} */
  complex_double ev_times_i(complex_double x);

  /** {@code float _Complex ev_sum_parts(float _Complex x, float y)} */
  complex_float ev_sum_parts(complex_float x, float y);

  /** {@code int ev_divide(int a, int b, int *quotient, int *remainder)} */
  int ev_divide(int a, int b, @Out int[] quotient, @Out int[] remainder);

  /** {@code double ev_dot(ev_vec3 a, ev_vec3 b)} */
  double ev_dot(ev_vec3 a, ev_vec3 b);

  /** {@code ev_vec3 ev_cross(const ev_vec3 a, ev_vec3 b)} */
  ev_vec3 ev_cross(ev_vec3 a, ev_vec3 b);

  /** {@code ev_mixed ev_next(ev_mixed m)} */
  ev_mixed ev_next(ev_mixed m);

  /** {@code ev_kind ev_kind_after(ev_kind k)} */
  int ev_kind_after(int k);

  /** {@code enum ev_wide ev_widest(void)} */
  long ev_widest();

  /** {@code int ev_length(const char *text)} */
  int ev_length(String text);

  /** {@code const char *ev_text(int which)} */
  String ev_text(int which);

  /**
   * {@code char *ev_copy(char *to, const char *from, size_t room)}
   *
   * <p>Unsigned in C: room.
   */
  MemorySegment ev_copy(MemorySegment to, String from, long room);

  /** {@code int ev_count(const char *const *texts)} */
  int ev_count(@In String[] texts);

  /** {@code int ev_make(ev_list *out, int value)} */
  int ev_make(@InOut MemorySegment[] out, int value);

  /** {@code int ev_take(ev_list list)} */
  int ev_take(MemorySegment list);

  /** {@code void ev_swap(void **a)} */
  void ev_swap(@InOut MemorySegment[] a);

  /**
   * {@code double ev_integrate(double (*f)(double x, void *data), double to, int n, void *data)}
   */
  double ev_integrate(ev_integrate_f f, double to, int n, MemorySegment data);

  /** {@code void ev_log(ev_logger *logger, int n)} */
  void ev_log(ev_logger logger, int n);

  /** {@code int ev_compared(ev_compare compare, const int *a, const int *b)} */
  int ev_compared(
      ev_compare compare,
      @In @Array(dtype = "int32") NDArray a,
      @In @Array(dtype = "int32") NDArray b);

  /** {@code int ev_folded(ev_fold *fold, const int *x, int n)} */
  int ev_folded(ev_fold fold, @In @Array(dtype = "int32") NDArray x, int n);

  /** {@code void ev_keep(ev_fold fold)} */
  void ev_keep(Callback<ev_fold> fold);

  /** {@code int ev_kept(int a, int b)} */
  int ev_kept(int a, int b);

  /**
   * {@code int ev_add(int n, ...)}
   *
   * <p>C takes further arguments here: add parameters for those of a call, the first of them with
   * &#64;Variadic.
   */
  int ev_add(int n);

  /** {@code int native(int this, int final)} */
  @Symbol("native")
  int native_(@Name("this") int this_, @Name("final") int final_);

  /** {@code void notify(void)} */
  @Symbol("notify")
  void notify_();

  /** {@code int ev_renamed(int x)} */
  @Symbol("ev_real_name")
  int ev_renamed(int x, Errno errno);

  /** {@code int ev_first(void), *ev_second(int)} */
  int ev_first();

  /** {@code int ev_first(void), *ev_second(int)} */
  MemorySegment ev_second(int p1);

  /** {@code ev_fold ev_folding} */
  int ev_folding(int a, int b);

  /** {@code void ev_unnamed(int, const double *, ev_name)} */
  void ev_unnamed(int p1, @In @Array(dtype = "float64") NDArray p2, MemorySegment p3);

  /** {@code void ev_any_pointer(union ev_any *a, struct ev_bits *b, FILE *f, va_list *list)} */
  void ev_any_pointer(MemorySegment a, MemorySegment b, MemorySegment f, MemorySegment list);

  /**
   * {@code void ev_atomic(const volatile int *x, long double *y)}
   *
   * <p>y points to long double, which no array has.
   */
  void ev_atomic(@In @Array(dtype = "int32") NDArray x, MemorySegment y);

  /** {@code ev_cloud ev_turned(ev_cloud c)} */
  ev_cloud ev_turned(ev_cloud c);

  /** {@code void ev_turn(ev_cloud *c)} */
  void ev_turn(@InOut ev_cloud[] c);

  /** {@code void ev_center(const ev_cloud *c, ev_vec3 *at)} */
  void ev_center(@In ev_cloud[] c, @Out ev_vec3[] at);

  /**
   * {@code void ev_shift(size_t n, ev_vec3 p[n], const ev_vec3 by[static 1])}
   *
   * <p>Unsigned in C: n.
   */
  void ev_shift(
      @Name("n") long n, @InOut @Length("unsigned(n)") ev_vec3[] p, @In @Length("1") ev_vec3[] by);

  /**
   * {@code int ev_fill(const unsigned *rows, unsigned long *columns, double x[*rows * *columns])}
   */
  int ev_fill(
      @Name("rows") @In int[] rows,
      @Name("columns") @InOut long[] columns,
      @InOut @Array(dtype = "float64", size = "unsigned(rows[0]) * unsigned(columns[0])")
          NDArray x);

  /** {@code void ev_vary(ev_variant *v)} */
  void ev_vary(@InOut ev_variant[] v);

  /** {@code int ev_fail(int errno_)} */
  @Critical
  int ev_fail(int errno_, Errno errno);

  /**
   * {@code int ev_points_to_bits(struct ev_bits b[2])}
   *
   * <p>b points to struct ev_bits, whose member a (everything.h:94) is a bit-field.
   */
  int ev_points_to_bits(MemorySegment b);

  /**
   * {@code void ev_call_variadic(int (*f)(int, ...))}
   *
   * <p>f points to a function that takes '...', which Java cannot be.
   */
  void ev_call_variadic(MemorySegment f);

  // everything.h:167: ev_long_double is left out: its result is long double, which Java has not

  // everything.h:168: ev_union is left out: its parameter a is union ev_any, which is a union: Java
  // has no form for these by value

  // everything.h:169: ev_varied is left out: its parameter v is struct ev_variant, whose member u
  // (everything.h:86) is union ev_any, which is a union: Java has no form for these by value

  // everything.h:170: ev_bits is left out: its parameter b is struct ev_bits, whose member a
  // (everything.h:94) is a bit-field

  // everything.h:171: ev_tight is left out: its parameter t is struct ev_tight, which #pragma
  // pack(1) lays out in its own way

  // everything.h:172: ev_tail is left out: its result is struct ev_tail, whose member values
  // (everything.h:108) is an array of no fixed length: the array has no length

  // everything.h:173: ev_node is left out: its result is struct ev_node, whose members are not
  // declared

  // everything.h:174: ev_list_of is left out: its parameter list is va_list: no Java code can make
  // one

  // everything.h:175: ev_int128 is left out: its result is __int128, which Java has not

  // everything.h:177: ev_unknown is left out: its parameter n is ev_nobody: no header that was read
  // declares it

  // everything.h:79: there is no record for union ev_any, which is a union: Java has no form for
  // these by value; a pointer to it is a MemorySegment

  // everything.h:93: there is no record for struct ev_bits, whose member a (everything.h:94) is a
  // bit-field; a pointer to it is a MemorySegment

  // everything.h:100: there is no record for struct ev_tight, which #pragma pack(1) lays out in its
  // own way; a pointer to it is a MemorySegment

  // everything.h:106: there is no record for struct ev_tail, whose member values (everything.h:108)
  // is an array of no fixed length: the array has no length; a pointer to it is a MemorySegment
}
