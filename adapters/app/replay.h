// `dunghan replay`: the whole state as of any instant.
#pragma once

#include "adapters/app/session.h"

namespace dunghan::app {

// `dunghan replay --as-of T [--as-known K]`: the whole state as it stood at T as known at K. The
// same log up to K gives the same octets with --json, whatever was recorded after it.
int run_replay(const Options& options);

}  // namespace dunghan::app
