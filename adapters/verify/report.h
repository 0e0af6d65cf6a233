// What the verifier tells: a few lines for people, one object for programs.
#pragma once

#include <string>

#include "engine/notary/verify.h"

namespace dunghan::verifier {

// {"ok":true,"what":"bundle","origin":…,"size":N,"root":"<base64>","signers":[…],"pinned":…} or
// {"ok":false,"position":N,"fault":"…"}; position 0: not at a record.
[[nodiscard]] std::string report(
    const tl::expected<notary::Verdict, notary::Fault>& verdict, bool json
);

}  // namespace dunghan::verifier
