package dev.ambi.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test that runs once for each of several emulated versions of NumPy, each time in a fresh host:
 *
 * {@snippet :
 * @NumpyMatrix({"1.26", "2.0", "2.4"})
 * void itemsAreEightBytes(ExtensionHost host, AbiTrace trace) {
 *   ExtensionModule module = host.load(Path.of("build/fast.cpython-311-x86_64-linux-gnu.so"));
 *   assertEquals(8, module.call("itemsize", NDArray.zeros(Shape.of(3))).asLong());
 *   trace.assertUsesNothingRemovedIn("2.0");
 * }
 * }
 *
 * <p>The method, and the {@code @BeforeEach} and {@code @AfterEach} methods of its class, may have
 * parameters of the types {@link dev.ambi.bridge.ExtensionHost}, {@link
 * dev.ambi.bridge.NumpyVersion} and {@link AbiTrace}. The host is closed after the last of them.
 * Calls are traced where one of the methods asks for an {@code AbiTrace}.
 *
 * <p>Tests that were annotated so run one after the other, because live objects are counted for the
 * whole process.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(NumpyMatrixExtension.class)
@ResourceLock("dev.ambi.liveObjects")
public @interface NumpyMatrix {
  /** {@return the versions, as {@code "1.26"}; none for every version that can be emulated} */
  String[] value() default {};

  /**
   * Whether the test fails when it left more live Python objects than there were before; those of
   * loaded modules do not count.
   *
   * @return whether they are counted
   */
  boolean checkLeaks() default true;

  /** {@return for how many calls a trace keeps the arguments; all calls are counted} */
  int tracedCalls() default 65_536;
}
