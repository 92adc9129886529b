/** The immutable snapshot that the loops work by. */
@NullMarked
package org.ikelb.core.plan;

import org.jspecify.annotations.NullMarked;
