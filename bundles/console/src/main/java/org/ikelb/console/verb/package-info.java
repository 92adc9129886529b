/**
 * The verbs: what can be typed. A verb is one class that declares its syntax once; parsing, help
 * and the reference page come from that declaration.
 */
@NullMarked
package org.ikelb.console.verb;

import org.jspecify.annotations.NullMarked;
