// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.app.document.place.PlaceModel;

/**
 * What the pages are shown from.
 *
 * @param reader the pages on the screen
 * @param search what is searched for
 * @param places where the signature is to stand
 * @param placing whether that is being chosen
 * @param signatures those that the document carries; null while they are not known
 */
public record PageModels(
    ReaderModel reader,
    SearchModel search,
    PlaceModel places,
    ObservableBooleanValue placing,
    ObservableValue<@Nullable List<EarlierSignature>> signatures) {

  /** How many pages there are. */
  public ObservableValue<Integer> count() {
    return reader.column().map(PageColumn::count);
  }
}
