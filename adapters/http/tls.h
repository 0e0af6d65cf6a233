// Which TLS is spoken: 1.2 and 1.3, suites with forward secrecy alone. Internal to the room.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "engine/base/result.h"

#include "adapters/http/server.h"

namespace dunghan::http {

// For connections that begin from now on; those that have begun keep theirs.
using Tls = std::shared_ptr<boost::asio::ssl::context>;

// Error: invalid, with the file that is wrong.
[[nodiscard]] Result<Tls> make_tls(const TlsFiles& files);

}  // namespace dunghan::http
