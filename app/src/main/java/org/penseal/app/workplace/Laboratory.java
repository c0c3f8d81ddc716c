// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.ServiceLoader;
import org.penseal.app.workplace.file.Policy;
import org.penseal.liveness.Challenge;
import org.penseal.refusal.SigningException;

/**
 * Who makes demonstrations: the rest of the program knows nothing of simulated devices and of the
 * demo's services. Found as a service of the class path.
 */
public interface Laboratory {
  /** What the addresses of simulated devices begin with. */
  String SIMULATED = "sim:";

  /** The PIN of simulated chips. */
  String PIN = "12345678";

  /** The password of the demo's key files; it protects nothing but a demo. */
  String PASSWORD = "penseal-demo";

  /** Name that stands for the demo's timestamp service, whose port differs from start to start. */
  String TSA_NAME = "demo";

  /** What a recorded or simulated person does in front of the camera. */
  List<Challenge> CHALLENGES = List.of(Challenge.TURN_LEFT, Challenge.BLINK);

  /**
   * The laboratory of this program.
   *
   * @throws org.penseal.app.workplace.file.PolicyException if the computer allows no demonstration
   */
  static Laboratory installed() {
    Policy.requireDemo();
    return ServiceLoader.load(Laboratory.class).findFirst().orElseThrow();
  }

  /**
   * Starts a demonstration: reads or makes its keys in a folder, and opens its services' ports on
   * loopback.
   *
   * @param folder of its keys
   * @param makers roots of makers whose pads its CA certifies for, beside simulated ones
   */
  Demonstration start(
      Path folder,
      List<X509Certificate> makers,
      FaceModels vision,
      Clock clock,
      SecureRandom random)
      throws SigningException;
}
