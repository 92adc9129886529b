/** What that means: which causes fit, how likely each is, and what mends it. */
@NullMarked
package org.ikelb.diagnosis.verdict;

import org.jspecify.annotations.NullMarked;
