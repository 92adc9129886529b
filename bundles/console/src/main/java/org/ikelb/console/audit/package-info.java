/** Who did what: the trail itself, and what is noted of bundles. */
@NullMarked
package org.ikelb.console.audit;

import org.jspecify.annotations.NullMarked;
