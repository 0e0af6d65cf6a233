// `dunghan replay --verify`: the views made anew and compared.
#pragma once

#include "adapters/app/session.h"

namespace dunghan::app {

// `dunghan replay --verify`. Exit 0: equal; 1: a difference was found and named.
int run_verify(const Options& options);

}  // namespace dunghan::app
