/** What all of the code and the docs must keep to, wherever they are. */
@NullMarked
package org.ikelb.rules;

import org.jspecify.annotations.NullMarked;
