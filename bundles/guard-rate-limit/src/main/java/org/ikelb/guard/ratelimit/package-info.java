@NullMarked
package org.ikelb.guard.ratelimit;

import org.jspecify.annotations.NullMarked;
