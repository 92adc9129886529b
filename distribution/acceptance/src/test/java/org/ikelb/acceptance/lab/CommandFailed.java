package org.ikelb.acceptance.lab;

/**
 * A command of the lab did not do what it was to do. No assertion: a test that ends so may run
 * again ({@link LabExtension}).
 */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailed(Execution execution) {
    super(execution.toString());
  }
}
