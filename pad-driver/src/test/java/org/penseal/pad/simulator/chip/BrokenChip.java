// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.ButtonPresses;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.protocol.PenReport;

/** Chips that do one thing wrong each, and the check that must find it. */
public enum BrokenChip {
  SIGNS_TWICE(Check.SIGN_ONCE) {
    @Override
    SimulatedChip make(Parts p) {
      return new Twice(p, 0x46);
    }
  },
  REQUESTS_TWICE(Check.REQUEST_ONCE) {
    @Override
    SimulatedChip make(Parts p) {
      return new Twice(p, 0x44);
    }
  },
  STATES_TWICE(Check.STATEMENT_ONCE) {
    @Override
    SimulatedChip make(Parts p) {
      return new Twice(p, 0x42);
    }
  },
  MAKES_A_SECOND_KEY(Check.GENERATE_ONCE) {
    @Override
    SimulatedChip make(Parts p) {
      return new Twice(p, 0x40);
    }
  },
  STATES_WITHOUT_CONFIRM(Check.STATEMENT_NEEDS_CONFIRM) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(new OneTimeKey(), Forcing::new);
    }
  },
  KEEPS_A_CONFIRM(Check.CONFIRM_TAKEN_BACK) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(new OneTimeKey(), Keeping::new);
    }
  },
  COUNTS_REPORTS_WRONG(Check.STATEMENT_REPORTS) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey(),
          (challenge, now, layout) ->
              new ChipCase(challenge, now, layout) {
                @Override
                long reports() {
                  return super.reports() + 1;
                }
              });
    }
  },
  DIGESTS_ANOTHER_PEN(Check.STATEMENT_PEN_DIGEST) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey(),
          (challenge, now, layout) ->
              new ChipCase(challenge, now, layout) {
                @Override
                byte[] penDigest() {
                  return Sm2.sm3(super.penDigest());
                }
              });
    }
  },
  FORGETS_ATTEMPTS(Check.STATEMENT_ATTEMPTS) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey(),
          (challenge, now, layout) ->
              new ChipCase(challenge, now, layout) {
                @Override
                int attempts() {
                  return 1;
                }
              });
    }
  },
  STATES_ANOTHER_PICTURE(Check.STATEMENT_PICTURES) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey(),
          (challenge, now, layout) ->
              new ChipCase(challenge, now, layout) {
                @Override
                List<byte[]> pictures() {
                  List<byte[]> other = new ArrayList<>(super.pictures());
                  other.set(0, Sm2.sm3(other.getFirst()));
                  return other;
                }
              });
    }
  },
  STATES_ANOTHER_AREA(Check.STATEMENT_CONFIRM_AREA) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey(),
          (challenge, now, layout) ->
              new ChipCase(challenge, now, layout) {
                @Override
                PadLayout.Area okArea() {
                  return new PadLayout.Area(0, 0, 319, 199);
                }
              });
    }
  },
  STATES_ANOTHER_TIME(Check.STATEMENT_CONFIRM_TIME) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey(),
          (challenge, now, layout) ->
              new ChipCase(challenge, now, layout) {
                @Override
                Instant confirmedAt() throws Refusal {
                  return super.confirmedAt().minus(Duration.ofHours(1));
                }
              });
    }
  },
  COUNTS_BACKWARDS(Check.STATEMENT_COUNTER) {
    @Override
    SimulatedChip make(Parts p) throws IOException {
      AtomicInteger next = new AtomicInteger(1000);
      MonotonicCounter backwards =
          new MonotonicCounter(Optional.empty()) {
            @Override
            long next() {
              return next.getAndDecrement();
            }
          };
      return new SimulatedChip(p.device, p.pin, backwards, p.clock, p.random);
    }
  },
  SIGNS_WITH_A_WRONG_Z(Check.SIGN_SIGNATURE) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey() {
            @Override
            byte[] signDocument(byte[] attributes, SecureRandom random) throws Refusal {
              ECPrivateKeyParameters live = key;
              byte[] right = super.signDocument(attributes, random);
              boolean parts = attributes.length > 7000;
              return live == null || parts
                  ? right
                  : Sm2.sign(live, new byte[0], attributes, random);
            }
          });
    }
  },
  DROPS_THE_FIRST_PART(Check.SIGN_PARTS) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey() {
            @Override
            byte[] signDocument(byte[] attributes, SecureRandom random) throws Refusal {
              ECPrivateKeyParameters live = key;
              byte[] right = super.signDocument(attributes, random);
              return live == null || attributes.length < 7000
                  ? right
                  : Sm2.sign(live, Arrays.copyOfRange(attributes, 7000, attributes.length), random);
            }
          });
    }
  },
  SIGNS_THE_REQUEST_OF_ANOTHER_KEY(Check.REQUEST_OTHER_KEY) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey() {
            @Override
            byte[] signRequest(byte[] requestInfo, SecureRandom random) throws Refusal {
              try {
                return super.signRequest(requestInfo, random);
              } catch (Refusal e) {
                if (e.statusWord == Refusal.DATA && key != null) {
                  return Sm2.sign(key, requestInfo, random);
                }
                throw e;
              }
            }
          });
    }
  },
  SIGNS_BEFORE_THE_REQUEST(Check.SIGN_NEEDS_REQUEST) {
    @Override
    SimulatedChip make(Parts p) {
      OneTimeKey key = new OneTimeKey();
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random, key) {
        @Override
        byte[] run(Command command) throws Refusal, IOException, GeneralSecurityException {
          boolean early = command.ins == 0x46 && key.state == OneTimeKey.State.GENERATED;
          return early && key.key != null
              ? Sm2.sign(key.key, command.data, new SecureRandom())
              : super.run(command);
        }
      };
    }
  },
  SIGNS_ANY_ATTRIBUTES(Check.SIGN_ATTRIBUTES) {
    @Override
    SimulatedChip make(Parts p) {
      OneTimeKey key = new OneTimeKey();
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random, key) {
        @Override
        byte[] run(Command command) throws Refusal, IOException, GeneralSecurityException {
          boolean none = command.ins == 0x46 && command.data.length == 2;
          return none && key.state == OneTimeKey.State.REQUESTED && key.key != null
              ? Sm2.sign(key.key, command.data, new SecureRandom())
              : super.run(command);
        }
      };
    }
  },
  REUSES_ITS_RANDOM_NUMBER(Check.NONCE_FRESH) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey() {
            @Override
            byte[] signDocument(byte[] attributes, SecureRandom random) throws Refusal {
              return super.signDocument(attributes, same());
            }

            @Override
            byte[] signRequest(byte[] requestInfo, SecureRandom random) throws Refusal {
              return super.signRequest(requestInfo, same());
            }

            private SecureRandom same() {
              byte[] k = new byte[32];
              Arrays.fill(k, (byte) 0x5A);
              return new org.bouncycastle.util.test.FixedSecureRandom(k);
            }
          });
    }
  },
  SIGNS_AFTER_CANCEL(Check.CANCEL_DESTROYS_KEY) {
    @Override
    SimulatedChip make(Parts p) {
      return new RememberingKey(p);
    }
  },
  SHOWS_A_LIVE_KEY_AFTER_SIGN(Check.KEY_DESTROYED) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        public synchronized byte[] execute(byte[] apdu) {
          byte[] answer = super.execute(apdu);
          if (apdu[1] == 0x10 && answer.length == 20 && answer[1] == 3) {
            answer[1] = 2;
          }
          return answer;
        }
      };
    }
  },
  KEEPS_THE_KEY_WITHOUT_POWER(Check.POWER_DESTROYS_KEY) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        public synchronized void powerLoss() {
          // Everything stays as it was.
        }
      };
    }
  },
  NEVER_TIMES_OUT(Check.TIMEOUT_DESTROYS_KEY) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, Clock.systemUTC(), p.random);
    }
  },
  GIVES_TRIES_WITHOUT_END(Check.PIN_COUNTS) {
    @Override
    SimulatedChip make(Parts p) {
      AtomicInteger wrong = new AtomicInteger();
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        public synchronized byte[] execute(byte[] apdu) {
          byte[] answer = super.execute(apdu);
          // Only the first of its wrong tries is for nothing: it can still be blocked.
          if (apdu[1] == 0x20 && answer[0] == 0x63 && wrong.getAndIncrement() == 0) {
            super.execute(verify(p.pin));
            answer[1] = (byte) 0xC5;
          }
          return answer;
        }
      };
    }
  },
  TAKES_A_SHORT_PIN(Check.PIN_SHORT) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        public synchronized byte[] execute(byte[] apdu) {
          byte[] answer = super.execute(apdu);
          boolean shortPin = apdu[1] == 0x20 && answer[0] == 0x67 && apdu.length == 4 + 3 + 7 + 2;
          return shortPin ? new byte[] {(byte) 0x90, 0} : answer;
        }
      };
    }
  },
  OPENS_A_BLOCKED_PIN(Check.PIN_BLOCKED) {
    @Override
    SimulatedChip make(Parts p) {
      return status(p, 0x6983, 0x9000);
    }
  },
  NEEDS_NO_PIN(Check.PIN_REQUIRED) {
    @Override
    SimulatedChip make(Parts p) {
      AtomicInteger cases = new AtomicInteger();
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        public synchronized byte[] execute(byte[] apdu) {
          byte[] answer = super.execute(apdu);
          boolean first = apdu[1] == 0x30 && cases.getAndIncrement() == 0;
          return first ? new byte[] {(byte) 0x90, 0} : answer;
        }
      };
    }
  },
  WRONG_STATUS_FOR_A_CLASS(Check.STATUS_CLASS) {
    @Override
    SimulatedChip make(Parts p) {
      return status(p, 0x6E00, 0x6D00);
    }
  },
  WRONG_STATUS_FOR_A_PARAMETER(Check.STATUS_PARAMETERS) {
    @Override
    SimulatedChip make(Parts p) {
      return status(p, 0x6A86, 0x6B00);
    }
  },
  HAS_A_SECRET_CONFIRM_FOR_THE_HOST(Check.STATUS_INSTRUCTION) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        byte[] run(Command command) throws Refusal, IOException, GeneralSecurityException {
          return command.ins == 0x34 ? new byte[0] : super.run(command);
        }
      };
    }
  },
  HAS_A_CERTIFICATE_WITHOUT_PURPOSE(Check.CERTIFICATE_PURPOSE) {
    @Override
    SimulatedChip make(Parts p) throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
      generator.initialize(new ECGenParameterSpec("sm2p256v1"));
      KeyPair pair = generator.generateKeyPair();
      // Code signing instead.
      byte[] other =
          p.authority
              .issue(
                  p.model,
                  "PS00000001",
                  pair.getPublic(),
                  KeyUsage.digitalSignature,
                  "1.3.6.1.5.5.7.3.3")
              .getEncoded();
      return p.chip(
          p.with(
              new DeviceIdentity(p.model, "PS00000001", "1.00", pair.getPrivate(), other),
              p.device.link().orElseThrow()));
    }
  },
  HAS_THE_CERTIFICATE_OF_ANOTHER_KEY(Check.STATEMENT_SIGNATURE) {
    @Override
    SimulatedChip make(Parts p) throws Exception {
      byte[] other = p.authority.device(p.model, "PS00000001").certificate();
      return p.chip(
          p.with(
              new DeviceIdentity(p.model, "PS00000001", "1.00", p.device.key(), other),
              p.device.link().orElseThrow()));
    }
  },
  HAS_A_CERTIFICATE_OF_NOBODY(Check.CERTIFICATE_CHAIN) {
    @Override
    SimulatedChip make(Parts p) throws Exception {
      SimulatedDeviceAuthority other =
          SimulatedDeviceAuthority.in(p.folder.resolve("other"), p.clock, new SecureRandom());
      DeviceIdentity stranger = other.device(p.model, "PS00000001");
      return p.chip(p.with(stranger, p.device.link().orElseThrow()));
    }
  },
  USES_ITS_LINK_KEY_FOR_SIGNING_TOO(Check.LINK_CERTIFICATE) {
    @Override
    SimulatedChip make(Parts p) throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
      generator.initialize(new ECGenParameterSpec("sm2p256v1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] both =
          p.authority
              .issue(
                  p.model,
                  "PS00000001",
                  pair.getPublic(),
                  KeyUsage.keyAgreement | KeyUsage.digitalSignature,
                  SimulatedDeviceAuthority.LINK_USAGE)
              .getEncoded();
      DeviceIdentity.Link link =
          new DeviceIdentity.Link(((ECPrivateKey) pair.getPrivate()).getS(), both);
      return p.chip(p.with(p.device, link));
    }
  },
  HAS_A_LINK_CERTIFICATE_OF_NOBODY(Check.LINK_CHAIN) {
    @Override
    SimulatedChip make(Parts p) throws Exception {
      SimulatedDeviceAuthority other =
          SimulatedDeviceAuthority.in(p.folder.resolve("other"), p.clock, new SecureRandom());
      DeviceIdentity stranger = other.device(p.model, "PS00000001");
      return p.chip(p.with(p.device, stranger.link().orElseThrow()));
    }
  },
  SAYS_NOTHING_WHILE_IT_WORKS(Check.TRANSPORT_KEEPALIVE) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        Duration keepAlive() {
          return Duration.ofSeconds(10);
        }
      };
    }
  },
  TAKES_A_SECOND_COMMAND(Check.TRANSPORT_BUSY) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        boolean refusesSecond() {
          return false;
        }
      };
    }
  },
  REPEATS_ITS_IV(Check.DATA_IV) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        private byte @Nullable [] first;

        @Override
        public synchronized byte[] execute(byte[] apdu) {
          byte[] answer = super.execute(apdu);
          if (apdu[1] != 0x52 || answer.length < 1000 || answer.length > 2000) {
            return answer;
          }
          byte[] kept = first == null ? answer : first;
          first = kept;
          return kept.clone();
        }
      };
    }
  },
  DECRYPTS_WHAT_WAS_ALTERED(Check.DATA_ALTERED) {
    @Override
    SimulatedChip make(Parts p) {
      return new Forgiving(p, false);
    }
  },
  CHECKS_HALF_THE_TAG(Check.DATA_TAG) {
    @Override
    SimulatedChip make(Parts p) {
      return new Forgiving(p, true);
    }
  },
  KEEPS_AN_IMPORTED_DATA_KEY(Check.DATA_KEY_REPLACED) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        private byte @Nullable [] imported;

        @Override
        public synchronized byte[] execute(byte[] apdu) {
          byte[] former = imported;
          if (apdu[1] == 0x50 && dataOf(apdu).length > 0) {
            imported = apdu.clone();
          }
          boolean makes = apdu[1] == 0x50 && dataOf(apdu).length == 0;
          return super.execute(makes && former != null ? former : apdu);
        }
      };
    }
  },
  COMPARES_THE_BEGINNING_OF_A_PIN(Check.PIN_WHOLE) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        public synchronized byte[] execute(byte[] apdu) {
          byte[] given = apdu.length > 3 && apdu[1] == 0x20 ? dataOf(apdu) : new byte[0];
          boolean begins = given.length <= 16 && Arrays.mismatch(given, p.pin) == p.pin.length;
          return super.execute(begins ? verify(p.pin) : apdu);
        }
      };
    }
  },
  COUNTS_TRIES_IN_MEMORY_THAT_NEEDS_CURRENT(Check.PIN_TRIES_KEPT) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        public synchronized void powerLoss() {
          execute(verify(p.pin));
          super.powerLoss();
        }
      };
    }
  },
  KEEPS_A_CASE_OVER_THE_END_OF_A_LINK(Check.LINK_END_DESTROYS_KEY) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        public synchronized void linkLost() {
          // Everything stays as it was.
        }
      };
    }
  },
  MAKES_ITS_KEY_OF_THE_CHALLENGE(Check.KEY_FRESH) {
    @Override
    SimulatedChip make(Parts p) {
      byte[][] challenge = new byte[1][];
      OneTimeKey key =
          new OneTimeKey() {
            @Override
            byte[] generate(SecureRandom random) throws Refusal, IOException {
              try {
                SecureRandom same = SecureRandom.getInstance("SHA1PRNG");
                same.setSeed(challenge[0]);
                return super.generate(same);
              } catch (GeneralSecurityException e) {
                throw new IOException(e);
              }
            }
          };
      return p.chip(
          key,
          (given, now, layout) -> {
            challenge[0] = given.clone();
            return new ChipCase(given, now, layout);
          });
    }
  },
  CONFIRMS_AN_EMPTY_SIGNATURE(Check.CONFIRM_NEEDS_INK) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(new OneTimeKey(), Hasty::new);
    }
  },
  HEARS_NO_PRESS_ON_CANCEL(Check.PRESS_CANCEL_DESTROYS_KEY) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey(),
          (challenge, now, layout) ->
              new ChipCase(challenge, now, layout) {
                @Override
                @Nullable PadButton pen(byte[] report, byte[] screen, Instant at) {
                  PadButton pressed = super.pen(report, screen, at);
                  return pressed == PadButton.CANCEL ? null : pressed;
                }
              });
    }
  },
  STATES_WITH_ANOTHER_CERTIFICATE(Check.STATEMENT_CERTIFICATE) {
    @Override
    SimulatedChip make(Parts p) throws Exception {
      SimulatedDeviceAuthority other =
          SimulatedDeviceAuthority.in(p.folder.resolve("other"), p.clock, new SecureRandom());
      DeviceIdentity stranger =
          p.with(other.device(p.model, "PS00000001"), p.device.link().orElseThrow());
      return new SimulatedChip(stranger, p.pin, p.counter, p.clock, p.random) {
        @Override
        byte[] run(Command command) throws Refusal, IOException, GeneralSecurityException {
          return command.ins == 0x12 ? p.device.certificate().clone() : super.run(command);
        }
      };
    }
  },
  STATES_ANOTHER_CHALLENGE(Check.STATEMENT_CHALLENGE) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey(),
          (challenge, now, layout) -> new ChipCase(Arrays.copyOf(challenge, 16), now, layout));
    }
  },
  STATES_ANOTHER_MANIFEST(Check.STATEMENT_MANIFEST) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        @Override
        public synchronized byte[] execute(byte[] apdu) {
          byte[] other = apdu.clone();
          if (apdu.length > 30 && apdu[1] == 0x42) {
            other[20] ^= 1;
          }
          return super.execute(other);
        }
      };
    }
  },
  STATES_ANOTHER_SCREEN(Check.STATEMENT_CONFIRM_SCREEN) {
    @Override
    SimulatedChip make(Parts p) {
      return p.chip(
          new OneTimeKey(),
          (challenge, now, layout) ->
              new ChipCase(challenge, now, layout) {
                @Override
                byte[] confirmedScreen() throws Refusal {
                  return Sm2.sm3(super.confirmedScreen());
                }
              });
    }
  },
  JOINS_PARTS_OVER_OTHER_COMMANDS(Check.SIGN_PARTS_DROPPED) {
    @Override
    SimulatedChip make(Parts p) {
      return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
        private final List<byte[]> kept = new ArrayList<>();

        @Override
        public synchronized byte[] execute(byte[] apdu) {
          byte[] answer = super.execute(apdu);
          if (apdu[1] == 0x46 && apdu[2] == 1 && answer[0] == (byte) 0x90) {
            kept.add(apdu.clone());
          } else if (apdu[1] == 0x10) {
            kept.forEach(super::execute);
          } else {
            kept.clear();
          }
          return answer;
        }
      };
    }
  };

  /** The one check that must fail. */
  public final Check found;

  BrokenChip(Check found) {
    this.found = found;
  }

  abstract SimulatedChip make(Parts parts) throws Exception;

  /** Such a chip, certified by the authority of the folder. */
  public SimulatedChip chip(Path folder, PadModel model, byte[] pin, Clock clock) throws Exception {
    return make(new Parts(folder, model, pin, clock));
  }

  /** What chips are made of. */
  private static final class Parts {
    final Path folder;
    final PadModel model;
    final byte[] pin;
    final Clock clock;
    final SecureRandom random = new SecureRandom();
    final SimulatedDeviceAuthority authority;
    final DeviceIdentity device;
    final MonotonicCounter counter;

    Parts(Path folder, PadModel model, byte[] pin, Clock clock) throws Exception {
      this.folder = folder;
      this.model = model;
      this.pin = pin;
      this.clock = clock;
      this.authority = SimulatedDeviceAuthority.in(folder, clock, random);
      this.device = authority.device(model, "PS00000001");
      this.counter = authority.counter("PS00000001");
    }

    DeviceIdentity with(DeviceIdentity identity, DeviceIdentity.Link link) {
      return new DeviceIdentity(
          identity.model(),
          identity.serialNumber(),
          identity.firmware(),
          identity.key(),
          identity.certificate(),
          Optional.of(link));
    }

    SimulatedChip chip(DeviceIdentity other) {
      return new SimulatedChip(other, pin, counter, clock, random);
    }

    SimulatedChip chip(OneTimeKey key) {
      return new SimulatedChip(device, pin, counter, clock, random, key);
    }

    SimulatedChip chip(OneTimeKey key, CaseMaker maker) {
      return new SimulatedChip(device, pin, counter, clock, random, key) {
        @Override
        ChipCase newCase(byte[] challenge, Instant now, PadLayout layout) {
          return maker.make(challenge, now, layout);
        }
      };
    }
  }

  private interface CaseMaker {
    ChipCase make(byte[] challenge, Instant now, PadLayout layout);
  }

  private static byte[] verify(byte[] pin) {
    byte[] apdu = Arrays.copyOf(new byte[] {(byte) 0xB0, 0x20, 0, 0, 8}, 13);
    System.arraycopy(pin, 0, apdu, 5, 8);
    return apdu;
  }

  private static byte[] dataOf(byte[] apdu) {
    try {
      return Command.parse(apdu).data;
    } catch (Refusal e) {
      return new byte[0];
    }
  }

  /** Another status word in the place of one. */
  private static SimulatedChip status(Parts p, int right, int wrong) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] answer = super.execute(apdu);
        boolean hit = answer.length == 2 && ((answer[0] & 0xFF) << 8 | answer[1] & 0xFF) == right;
        return hit ? new byte[] {(byte) (wrong >> 8), (byte) wrong} : answer;
      }
    };
  }

  /** Gives its last good answer again where it should refuse the second command. */
  private static final class Twice extends SimulatedChip {
    private static final byte[] INFO = {(byte) 0xB0, 0x10, 0, 0, 0};
    private final int ins;
    private byte @Nullable [] last;

    Twice(Parts p, int ins) {
      super(p.device, p.pin, p.counter, p.clock, p.random);
      this.ins = ins;
    }

    @Override
    public synchronized byte[] execute(byte[] apdu) {
      byte[] answer = super.execute(apdu);
      if ((apdu[1] & 0xFF) == 0x30) {
        last = null;
      }
      if ((apdu[1] & 0xFF) != ins) {
        return answer;
      }
      if (answer.length > 2) {
        last = answer;
        return answer;
      }
      boolean again = answer[0] == 0x69 && apdu.length < 6000;
      if (ins == 0x40) {
        again &= super.execute(INFO)[1] == 1;
      }
      return again && last != null ? last.clone() : answer;
    }
  }

  /** Keeps a copy of the private key and signs with it after CANCEL. */
  private static final class RememberingKey extends SimulatedChip {
    private final OneTimeKey key;
    private boolean cancelled;
    private @Nullable ECPrivateKeyParameters copy;

    RememberingKey(Parts p) {
      this(p, new OneTimeKey());
    }

    private RememberingKey(Parts p, OneTimeKey key) {
      super(p.device, p.pin, p.counter, p.clock, p.random, key);
      this.key = key;
    }

    @Override
    byte[] run(Command command) throws Refusal, IOException, GeneralSecurityException {
      if (key.state == OneTimeKey.State.REQUESTED) {
        copy = key.key;
      }
      if (command.ins == 0x4E || command.ins == 0x30) {
        cancelled = command.ins == 0x4E;
      }
      ECPrivateKeyParameters kept = copy;
      return command.ins == 0x46 && cancelled && kept != null
          ? Sm2.sign(kept, command.data, new SecureRandom())
          : super.run(command);
    }
  }

  /** Takes a STATEMENT itself for the confirm. */
  private static final class Forcing extends ChipCase {
    private final Instant now;

    Forcing(byte[] challenge, Instant now, PadLayout layout) {
      super(challenge, now, layout);
      this.now = now;
    }

    @Override
    boolean confirmed() {
      return super.confirmed() || attempts() == 1 && askedByStatement();
    }

    /** INFO asks too: only STATEMENT is on the stack of a command that states. */
    private static boolean askedByStatement() {
      return StackWalker.getInstance()
          .walk(frames -> frames.anyMatch(f -> f.getMethodName().equals("statement")));
    }

    @Override
    Instant confirmedAt() throws Refusal {
      return super.confirmed() ? super.confirmedAt() : now;
    }

    @Override
    byte[] confirmedScreen() throws Refusal {
      return super.confirmed() ? super.confirmedScreen() : new byte[32];
    }
  }

  /** A confirm stays although a new capture begins. */
  private static final class Keeping extends ChipCase {
    private boolean ever;

    Keeping(byte[] challenge, Instant now, PadLayout layout) {
      super(challenge, now, layout);
    }

    @Override
    boolean confirmed() {
      ever |= super.confirmed();
      return ever;
    }

    @Override
    void beginCapture(byte[] screen) throws Refusal {
      ever |= super.confirmed();
      super.beginCapture(screen);
    }
  }

  /** Decrypts data whose tag does not fit: when only its end was altered, or else only then. */
  private static final class Forgiving extends SimulatedChip {
    private final boolean tagsOnly;
    private byte[] sealed = new byte[0];

    Forgiving(Parts p, boolean tagsOnly) {
      super(p.device, p.pin, p.counter, p.clock, p.random);
      this.tagsOnly = tagsOnly;
    }

    @Override
    public synchronized byte[] execute(byte[] apdu) {
      byte[] answer = super.execute(apdu);
      if (apdu[1] == 0x52 && answer.length > 2) {
        sealed = Arrays.copyOf(answer, answer.length - 2);
      }
      boolean refused = apdu[1] == 0x54 && answer[0] == 0x6A && answer[1] == (byte) 0x80;
      return refused && tagsOnly == onlyTheTag(dataOf(apdu))
          ? new byte[] {1, (byte) 0x90, 0}
          : answer;
    }

    /** Whether it ends like the data that were sealed last, but for half of a tag. */
    private boolean onlyTheTag(byte[] data) {
      byte[] given =
          Arrays.copyOfRange(data, Math.max(0, data.length - sealed.length), data.length);
      return Arrays.mismatch(given, sealed) >= sealed.length - 8;
    }
  }

  /** Takes a press on OK for the confirm although nothing was written before it. */
  private static final class Hasty extends ChipCase {
    private final ButtonPresses presses;
    private final PadLayout layout;
    private @Nullable Instant early;
    private byte[] earlyScreen = new byte[0];

    Hasty(byte[] challenge, Instant now, PadLayout layout) {
      super(challenge, now, layout);
      this.layout = layout;
      this.presses = new ButtonPresses(layout);
    }

    @Override
    void beginCapture(byte[] screen) throws Refusal {
      super.beginCapture(screen);
      early = null;
      presses.restart();
      write();
    }

    /** Has its own presses believe that something was written. */
    private void write() {
      int x = layout.xOf(layout.ink().left() + 1);
      int y = layout.yOf(layout.ink().top() + 1);
      presses.accept(new PenSample(x, y, 500, true, 1, 0, 0, 0));
      presses.accept(new PenSample(x, y, 0, true, 0, 0, 0, 0));
    }

    @Override
    @Nullable PadButton pen(byte[] report, byte[] screen, Instant now) {
      if (early != null) {
        return null;
      }
      PadButton right = super.pen(report, screen, now);
      boolean ok = presses.accept(PenReport.decode(report)).orElse(null) == PadButton.OK;
      if (ok && right == null && attempts() > 0 && !super.confirmed()) {
        early = now;
        earlyScreen = screen.clone();
        return PadButton.OK;
      }
      return right;
    }

    @Override
    boolean confirmed() {
      return super.confirmed() || early != null;
    }

    @Override
    Instant confirmedAt() throws Refusal {
      Instant at = early;
      return at == null ? super.confirmedAt() : at;
    }

    @Override
    byte[] confirmedScreen() throws Refusal {
      return early == null ? super.confirmedScreen() : earlyScreen.clone();
    }
  }
}
