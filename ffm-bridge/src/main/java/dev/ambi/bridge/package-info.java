/**
 * Loading compiled Python extensions and calling them: {@link dev.ambi.bridge.ExtensionHost} is the
 * way in.
 */
package dev.ambi.bridge;
