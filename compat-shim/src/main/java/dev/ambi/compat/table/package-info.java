/**
 * NumPy's C-API tables across NumPy 2.0: that of one version made of that of another (NEP 53).
 * {@link dev.ambi.compat.table.ApiTableTranslator} is the way in.
 */
package dev.ambi.compat.table;
