/** What is wrong, where it is, and which name was probably meant. */
@NullMarked
package org.ikelb.config.problem;

import org.jspecify.annotations.NullMarked;
