/** What a verb answers, and its two renderings: aligned text and JSON. */
@NullMarked
package org.ikelb.console.output;

import org.jspecify.annotations.NullMarked;
