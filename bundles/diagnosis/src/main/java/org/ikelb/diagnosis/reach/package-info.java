/** Whether the network between a client and ikelb lets IKE through. */
@NullMarked
package org.ikelb.diagnosis.reach;

import org.jspecify.annotations.NullMarked;
