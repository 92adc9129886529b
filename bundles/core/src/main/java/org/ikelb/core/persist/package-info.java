/** What survives a restart: when it is saved, and how it comes back. */
@NullMarked
package org.ikelb.core.persist;

import org.jspecify.annotations.NullMarked;
