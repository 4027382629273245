/**
 * What NumPy 2.x changed of the C API, as notes for the person who has to change the code: {@link
 * dev.ambi.compat.notes.MigrationNotes}.
 *
 * <p>The notes are data. Tests hold them against the facts: each changed slot and field has one,
 * and each name that one recommends exists.
 */
package dev.ambi.compat.notes;
