package org.ikelb.spi;

/** The settings of a plugin that has none. Immutable and thread-safe. */
public record NoSettings() {}
