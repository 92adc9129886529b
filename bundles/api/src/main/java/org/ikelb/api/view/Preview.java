package org.ikelb.api.view;

import java.util.List;

/**
 * What applying a topology would do.
 *
 * <p>Immutable.
 *
 * @param changes against what runs; empty if there are none
 * @param sessionsCut how many live sessions would lose an upstream, each counted once
 */
public record Preview(List<Change> changes, int sessionsCut) {
  public Preview {
    changes = List.copyOf(changes);
  }
}
