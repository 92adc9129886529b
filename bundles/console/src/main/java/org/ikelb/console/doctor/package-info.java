/** Looks at the machine and says what stands against ikelb, and what to do about it. */
@NullMarked
package org.ikelb.console.doctor;

import org.jspecify.annotations.NullMarked;
