/* The function that KernelBenchmark calls in every way, and what JNI needs to call it. */
#include <jni.h>
#include <stdint.h>

/* The start of an ambi_array (ambi/kernel.h). */
typedef struct {
  void *data;
} array;

/* Looks at the first element and at the last, so that the call is what is measured. */
double ends(int64_t n, const double *x) { return x[0] + x[n - 1]; }

double first(const array *a) { return *(const double *)a->data; }

JNIEXPORT jdouble JNICALL Java_dev_ambi_tests_bench_JniPeer_endsOfArray(JNIEnv *env, jclass type,
                                                                      jlong n, jdoubleArray x) {
  (void)type;
  double *elements = (*env)->GetPrimitiveArrayCritical(env, x, NULL);
  if (elements == NULL) return 0;
  double result = ends(n, elements);
  (*env)->ReleasePrimitiveArrayCritical(env, x, elements, JNI_ABORT);
  return result;
}

JNIEXPORT jdouble JNICALL Java_dev_ambi_tests_bench_JniPeer_endsOfBuffer(JNIEnv *env, jclass type,
                                                                       jlong n, jobject x) {
  (void)type;
  return ends(n, (*env)->GetDirectBufferAddress(env, x));
}

JNIEXPORT jdouble JNICALL Java_dev_ambi_tests_bench_JniPeer_endsOfAddress(JNIEnv *env, jclass type,
                                                                        jlong n, jlong x) {
  (void)env;
  (void)type;
  return ends(n, (const double *)(intptr_t)x);
}
