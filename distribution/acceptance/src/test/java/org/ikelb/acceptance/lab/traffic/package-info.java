/** Programs that run in the namespaces of a lab: traffic that strongSwan does not make. */
@NullMarked
package org.ikelb.acceptance.lab.traffic;

import org.jspecify.annotations.NullMarked;
