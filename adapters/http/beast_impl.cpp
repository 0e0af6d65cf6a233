// Beast's definitions, compiled once.
#include <boost/beast/src.hpp>
