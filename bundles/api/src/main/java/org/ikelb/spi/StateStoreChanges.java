package org.ikelb.spi;

import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What changed in one kind since the last batch that the store has taken.
 *
 * <p>A store that keeps entries one by one uses {@code puts} and {@code removals}; one that writes
 * all at once uses {@code everything}. Both lead to the same content.
 *
 * <p>Immutable.
 *
 * @param complete whether what the store had of this kind is not known: {@code puts} is everything,
 *     and what is not in it is to go
 * @param puts entries that are new or other than before
 * @param removals keys that are no more
 * @param everything all entries after this batch
 */
@ProviderType
public record StateStoreChanges(
    StateStoreKind kind,
    boolean complete,
    List<StateStoreEntry> puts,
    List<String> removals,
    Collection<StateStoreEntry> everything) {}
