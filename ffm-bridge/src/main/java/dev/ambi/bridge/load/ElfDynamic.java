package dev.ambi.bridge.load;

import java.util.List;

/** What the dynamic segment of an ELF file leads to; {@link ElfFile} is its public face. */
record ElfDynamic(
    String soname,
    List<String> needed,
    List<String> rpath,
    List<String> runpath,
    ElfSymbolTable symbols) {}
