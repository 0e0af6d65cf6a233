// Which TLS is spoken: 1.2 and 1.3, suites with forward secrecy alone. Internal to the room.
#pragma once

#include <boost/asio/ssl/context.hpp>

#include "engine/base/result.h"

#include "adapters/http/server.h"

namespace dunghan::http {

// Error: invalid, with the file that is wrong.
[[nodiscard]] Result<boost::asio::ssl::context> make_tls(const TlsFiles& files);

}  // namespace dunghan::http
