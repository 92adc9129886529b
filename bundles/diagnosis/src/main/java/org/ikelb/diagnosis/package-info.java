/** Says why clients do not get in: what was offered, who refused, and what mends it. */
@NullMarked
package org.ikelb.diagnosis;

import org.jspecify.annotations.NullMarked;
