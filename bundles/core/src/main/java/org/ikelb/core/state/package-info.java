/** What survives a restart, its form in a store, and the store that keeps it in files. */
@NullMarked
package org.ikelb.core.state;

import org.jspecify.annotations.NullMarked;
