package org.ikelb.api.diagnosis;

/**
 * A policy as somebody has it in a file: what PowerShell prints or is given, a ProfileXML, or
 * strongSwan's proposals.
 *
 * <p>Immutable and thread-safe.
 *
 * @param file its name, for messages
 * @param text what is in it; empty: Windows' default policy
 */
public record PolicyText(String file, String text) {}
