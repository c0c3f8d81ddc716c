// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import org.penseal.key.ForeignCall;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.TokenMissing;

/**
 * The functions of one PKCS #11 library (OASIS PKCS #11 v2.40), taken from its function list.
 *
 * <p>CK_ULONG and pointers are 64 bits and structures are not packed, as on Linux and macOS; on
 * Windows, where they are not, no library is opened.
 */
final class Cryptoki {
  // CK_VERSION and what aligns the pointers behind it.
  private static final long LIST_HEAD_BYTES = 8;
  private static final long LAST_FUNCTION = 67;
  // CK_C_INITIALIZE_ARGS: four functions, flags, reserved. CKF_OS_LOCKING_OK.
  private static final long INITIALIZE_BYTES = 48;
  private static final long INITIALIZE_FLAGS_AT = 32;
  private static final long OS_LOCKING = 2;

  private final MemorySegment list;

  /** A function by its place in CK_FUNCTION_LIST (pkcs11f.h). */
  enum Function {
    INITIALIZE(0, "C_Initialize"),
    GET_SLOT_LIST(4, "C_GetSlotList"),
    GET_TOKEN_INFO(6, "C_GetTokenInfo"),
    OPEN_SESSION(12, "C_OpenSession"),
    CLOSE_SESSION(13, "C_CloseSession"),
    LOGIN(18, "C_Login"),
    GET_ATTRIBUTE_VALUE(24, "C_GetAttributeValue"),
    FIND_OBJECTS_INIT(26, "C_FindObjectsInit"),
    FIND_OBJECTS(27, "C_FindObjects"),
    FIND_OBJECTS_FINAL(28, "C_FindObjectsFinal"),
    SIGN_INIT(42, "C_SignInit"),
    SIGN(43, "C_Sign");

    private final int place;
    private final String text;

    Function(int place, String text) {
      this.place = place;
      this.text = text;
    }

    /** Its name in the standard. */
    String text() {
      return text;
    }
  }

  private Cryptoki(MemorySegment list) {
    this.list = list;
  }

  /**
   * Loads a library into the process, for good, and initializes it unless it is already.
   *
   * @throws TokenMissing with what = library if it cannot be loaded, function if it is no library
   *     of PKCS #11
   */
  static Cryptoki open(Path file) throws CredentialException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      throw new TokenMissing(TokenMissing.Part.LIBRARY, file.toString(), null);
    }
    SymbolLookup exported;
    try {
      exported = SymbolLookup.libraryLookup(file.toAbsolutePath(), Arena.global());
    } catch (IllegalArgumentException e) {
      throw new TokenMissing(TokenMissing.Part.LIBRARY, file.toString(), e);
    }
    String name = "C_GetFunctionList";
    MemorySegment entry =
        exported
            .find(name)
            .orElseThrow(() -> new TokenMissing(TokenMissing.Part.FUNCTION, name, null));
    try (Arena call = Arena.ofConfined()) {
      MemorySegment result = call.allocate(ADDRESS);
      if (ForeignCall.code(entry, JAVA_LONG, result) != CryptokiCode.OK) {
        throw new TokenMissing(TokenMissing.Part.FUNCTION, name, null);
      }
      long bytes = LIST_HEAD_BYTES + (LAST_FUNCTION + 1) * ADDRESS.byteSize();
      Cryptoki library = new Cryptoki(result.get(ADDRESS, 0).reinterpret(bytes));
      library.initialize(call);
      return library;
    }
  }

  // Never finalized: another part of the process may use the same library.
  private void initialize(Arena call) throws CredentialException {
    MemorySegment arguments = call.allocate(INITIALIZE_BYTES, Long.BYTES);
    arguments.set(JAVA_LONG, INITIALIZE_FLAGS_AT, OS_LOCKING);
    long code = code(Function.INITIALIZE, arguments);
    if (code != CryptokiCode.ALREADY_INITIALIZED) {
      CryptokiCode.require(code, Function.INITIALIZE);
    }
  }

  /**
   * Calls a function.
   *
   * @param arguments each a Byte (CK_BBOOL), a Long (CK_ULONG, handle, flags) or a segment
   * @return its CK_RV
   * @throws TokenMissing with what = function if the library lacks it
   */
  long code(Function function, Object... arguments) throws CredentialException {
    MemorySegment entry = list.get(ADDRESS, LIST_HEAD_BYTES + function.place * ADDRESS.byteSize());
    if (entry.equals(MemorySegment.NULL)) {
      throw new TokenMissing(TokenMissing.Part.FUNCTION, function.text(), null);
    }
    return ForeignCall.code(entry, JAVA_LONG, arguments);
  }

  /** Calls a function that must succeed. */
  void call(Function function, Object... arguments) throws CredentialException {
    CryptokiCode.require(code(function, arguments), function);
  }
}
