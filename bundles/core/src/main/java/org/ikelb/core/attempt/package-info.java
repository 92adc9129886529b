/**
 * Attempts to log in and their outcomes: what each one came to, where the next one had better not
 * go, and which gateways it tells against.
 */
@NullMarked
package org.ikelb.core.attempt;

import org.jspecify.annotations.NullMarked;
