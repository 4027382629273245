/**
 * How a kernel is called: {@link dev.ambi.bridge.kernel.call.SignatureReader} reads a method,
 * {@link dev.ambi.bridge.kernel.call.CallCompiler} makes its method handle, {@link
 * dev.ambi.bridge.kernel.call.ProxyCompiler} the object of the interface. At a call there are
 * {@link dev.ambi.bridge.kernel.call.ArrayCheck} and, where there is more to do than to check,
 * {@link dev.ambi.bridge.kernel.call.Frame}.
 */
package dev.ambi.bridge.kernel.call;
