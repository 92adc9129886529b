/** JSON with comments, read strictly into a tree that knows where everything stands. */
@NullMarked
package org.ikelb.config.json;

import org.jspecify.annotations.NullMarked;
