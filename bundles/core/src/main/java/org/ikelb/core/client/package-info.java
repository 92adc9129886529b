/**
 * Clients before anything is known of them: where they come from, and how what they chose is
 * hashed.
 */
@NullMarked
package org.ikelb.core.client;

import org.jspecify.annotations.NullMarked;
