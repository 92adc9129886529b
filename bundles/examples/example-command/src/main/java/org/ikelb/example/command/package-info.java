/** A health monitor that runs a command, with the exit codes of Nagios. */
@NullMarked
package org.ikelb.example.command;

import org.jspecify.annotations.NullMarked;
