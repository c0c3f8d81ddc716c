// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.penseal.app.workplace.Demonstration;
import org.penseal.app.workplace.FaceModels;
import org.penseal.app.workplace.Laboratory;
import org.penseal.refusal.SigningException;

/** Makes the demo's workplace; found by the class path's services. */
public final class DemoLaboratory implements Laboratory {
  /** For the class path's services. */
  public DemoLaboratory() {}

  @Override
  public Demonstration start(
      Path folder,
      List<X509Certificate> makers,
      FaceModels vision,
      Clock clock,
      SecureRandom random)
      throws SigningException {
    return new DemoWorkplace(DemoTrust.start(folder, makers, clock, random), vision, clock, random);
  }
}
