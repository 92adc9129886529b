/** Reads policies as administrators have them. */
@NullMarked
package org.ikelb.diagnosis.policy.text;

import org.jspecify.annotations.NullMarked;
