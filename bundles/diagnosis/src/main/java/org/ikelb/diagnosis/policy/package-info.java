/** Asks gateways which algorithms they take for IKE. */
@NullMarked
package org.ikelb.diagnosis.policy;

import org.jspecify.annotations.NullMarked;
