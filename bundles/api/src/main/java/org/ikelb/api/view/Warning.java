package org.ikelb.api.view;

/**
 * Something odd that somebody should look at.
 *
 * @param code stable name of the kind, {@code gateway-down}
 * @param subject what it is about: {@code vpn/vpn1}, an address, a file
 * @param text what is wrong, and what to do, in a sentence or two
 */
public record Warning(String code, String subject, String text) {}
