/** Passes what is said to the OSGi log service on to SLF4J. */
@NullMarked
package org.ikelb.logbridge;

import org.jspecify.annotations.NullMarked;
