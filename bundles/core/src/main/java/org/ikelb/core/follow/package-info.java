/** Follows one client from what can be seen of its messages: who it is, where it is, how far. */
@NullMarked
package org.ikelb.core.follow;

import org.jspecify.annotations.NullMarked;
