// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.penseal.app.devices.setup.ServiceForm;

/** How each part of the workplace is; on the screen's thread. */
public final class DevicesModel {
  private final Map<Part, ObjectProperty<PartState>> states = new EnumMap<>(Part.class);
  private final Map<Part, ObservableList<FoundDevice>> found = new EnumMap<>(Part.class);
  private final ObjectProperty<@Nullable Part> shown = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Part> trying = new SimpleObjectProperty<>();
  private final ServiceForm form = new ServiceForm();

  /** Nobody has looked yet. */
  public DevicesModel() {
    for (Part part : Part.values()) {
      states.put(part, new SimpleObjectProperty<>(PartState.LOOKING));
      found.put(part, FXCollections.observableArrayList());
    }
  }

  /** How a part is. */
  public ObjectProperty<PartState> state(Part part) {
    return Objects.requireNonNull(states.get(part));
  }

  /** The devices that are attached for it. */
  public ObservableList<FoundDevice> found(Part part) {
    return Objects.requireNonNull(found.get(part));
  }

  /** Those that cannot be used, of these. */
  public List<Part> failed(List<Part> of) {
    return of.stream().filter(part -> state(part).get().light() == PartState.Light.FAILED).toList();
  }

  /** The part that somebody wants to see, or null. */
  public ObjectProperty<@Nullable Part> shown() {
    return shown;
  }

  /** The device that is being tried, or null. */
  public ObjectProperty<@Nullable Part> trying() {
    return trying;
  }

  /** Whether a device is being tried, in the place of the cards. */
  public ObservableBooleanValue tried() {
    return trying.isNotNull();
  }

  /** The form of a service, in the place of the cards while it is open. */
  public ServiceForm form() {
    return form;
  }

  /** Whether the cards are shown. */
  public ObservableBooleanValue listed() {
    return trying.isNull().and(Bindings.not(form.open()));
  }

  /** Whether that is the pad. */
  public ObservableBooleanValue padTried() {
    return trying.isEqualTo(Part.PAD);
  }

  /** Whether that is the camera. */
  public ObservableBooleanValue cameraTried() {
    return trying.isEqualTo(Part.CAMERA);
  }
}
