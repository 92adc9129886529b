/** Sessions, bindings, and what is known of SPIs. */
@NullMarked
package org.ikelb.core.session;

import org.jspecify.annotations.NullMarked;
