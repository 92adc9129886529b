/** Unpacks the archive and uses it as an administrator would. */
@NullMarked
package org.ikelb.acceptance;

import org.jspecify.annotations.NullMarked;
