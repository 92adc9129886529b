package org.ikelb.console.web.security;

/**
 * Somebody who has logged in.
 *
 * @param name as typed
 * @param role what they may do
 */
public record User(String name, Role role) {}
