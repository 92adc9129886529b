/** The balancing methods that ship with ikelb. */
@NullMarked
package org.ikelb.core.balance;

import org.jspecify.annotations.NullMarked;
